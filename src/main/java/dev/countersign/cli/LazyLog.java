package dev.countersign.cli;

import dev.countersign.port.TransparencyLog;
import dev.countersign.verification.LogQuery;
import dev.countersign.verification.MaterialFile;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log whose client is made when it is first asked: most files need none. */
final class LazyLog implements TransparencyLog {
  private final Supplier<TransparencyLog> client;
  private @Nullable TransparencyLog log;

  LazyLog(Supplier<TransparencyLog> client) {
    this.client = client;
  }

  @Override
  public Optional<MaterialFile> find(LogQuery query) {
    TransparencyLog present = log == null ? client.get() : log;
    log = present;
    return present.find(query);
  }
}
