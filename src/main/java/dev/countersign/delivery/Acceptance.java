package dev.countersign.delivery;

/** How a delivery was accepted. It is on the disk either way. */
public enum Acceptance {
  /** It is the first with its GUID. */
  NEW,
  /** One with its GUID was accepted before; this one changed nothing. */
  DUPLICATE
}
