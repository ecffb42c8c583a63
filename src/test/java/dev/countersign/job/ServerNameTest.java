package dev.countersign.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ServerNameTest {
  @Test
  void tellsContainersApartThoughEachIsProcessOne() {
    assertThat(ServerName.of(1, "one")).isEqualTo("countersign-1@one");
    assertThat(ServerName.of(1, "other")).isEqualTo("countersign-1@other");
  }

  @Test
  void fitsItsColumnHoweverLongTheHostsNameIs() {
    assertThat(ServerName.of(Long.MAX_VALUE, "x".repeat(255)))
        .hasSize(100)
        .startsWith("countersign-" + Long.MAX_VALUE + "@xxx");
  }

  @Test
  void namesThisProcessAndItsHost() throws UnknownHostException {
    assertThat(ServerName.ofThisProcess())
        .startsWith("countersign-" + ProcessHandle.current().pid() + "@")
        .endsWith(InetAddress.getLocalHost().getHostName());
  }
}
