package dev.countersign.materials;

/** Which release a manifest on the default branch belongs to, seen from one of them. */
public enum Belonging {
  /** To the release: its certificate names its tag. */
  OWN,
  /** It counts for the release, and for every other one: its certificate names no known tag. */
  STRAY,
  /** To another release that GitHub knows. */
  OTHERS,
  /** It was there before the tag was made. */
  EARLIER;

  /** Whether it counts for the release. */
  public boolean counts() {
    return this == OWN || this == STRAY;
  }
}
