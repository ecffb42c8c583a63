package dev.countersign.job;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name under which a server notes in the database what it executes. */
final class ServerName {
  /** The length of the column {@code picked_by}. */
  private static final int MAX_LENGTH = 100;

  private ServerName() {}

  static String ofThisProcess() {
    return of(ProcessHandle.current().pid(), hostName());
  }

  /** Of both: in containers every process is the first. */
  static String of(long pid, String host) {
    String name = "countersign-" + pid + "@" + host;
    return name.substring(0, Math.min(name.length(), MAX_LENGTH));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
