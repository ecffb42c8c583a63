package dev.countersign.database;

/** The right to use a database, as long as it is not closed. */
@FunctionalInterface
interface Reservation extends AutoCloseable {
  @Override
  void close();
}
