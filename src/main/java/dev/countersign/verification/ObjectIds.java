package dev.countersign.verification;

import java.util.regex.Pattern;

/** Git object ids in lower-case hex: 40 digits (SHA-1) or 64 (SHA-256). */
final class ObjectIds {
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private ObjectIds() {}

  static void require(String id) {
    if (!OBJECT_ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a Git object id: " + id);
    }
  }
}
