package dev.countersign.delivery;

/** How a delivery was accepted. It is on the disk in any case. */
public enum Acceptance {
  /** It is the first with its GUID, and waits to be handled. */
  NEW,
  /** It is the first with its GUID, and calls for nothing. */
  IGNORED,
  /** One with its GUID was accepted before; this one changed nothing. */
  DUPLICATE
}
