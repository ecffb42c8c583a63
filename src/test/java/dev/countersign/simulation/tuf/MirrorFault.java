package dev.countersign.simulation.tuf;

/** What a mirror does instead of serving a file. */
public enum MirrorFault {
  /** Closes the connection without an answer. */
  DROPPED,
  /** Answers with status 500. */
  ERROR,
  /** Answers with status 200 and a web page. */
  WEB_PAGE,
  /** Answers with status 200 and data without an end. */
  ENDLESS,
  /** Answers with status 200 and some data, and then with nothing more. */
  STALLED,
  /** Announces more than it sends. */
  TRUNCATED,
  /** Answers with JSON that is nested too deeply. */
  NESTED
}
