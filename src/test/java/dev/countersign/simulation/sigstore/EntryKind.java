package dev.countersign.simulation.sigstore;

import dev.sigstore.proto.rekor.v1.KindVersion;

/** A kind of transparency log entry, with the version of its format. */
public enum EntryKind {
  HASHEDREKORD_0_0_1("hashedrekord", "0.0.1"),
  DSSE_0_0_1("dsse", "0.0.1"),
  INTOTO_0_0_2("intoto", "0.0.2"),
  /** Like {@link #INTOTO_0_0_2}, with the payload that the public log leaves out of the body. */
  INTOTO_0_0_2_WITH_PAYLOAD("intoto", "0.0.2"),
  HASHEDREKORD_0_0_2("hashedrekord", "0.0.2"),
  DSSE_0_0_2("dsse", "0.0.2");

  private final String kind;
  private final String version;

  EntryKind(String kind, String version) {
    this.kind = kind;
    this.version = version;
  }

  /** Whether the tiled log (Rekor version 2) keeps it: such entries carry no time. */
  public boolean isTiled() {
    return this == HASHEDREKORD_0_0_2 || this == DSSE_0_0_2;
  }

  KindVersion kindVersion() {
    return KindVersion.newBuilder().setKind(kind).setVersion(version).build();
  }
}
