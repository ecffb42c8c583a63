package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a Git ref is spelled at the end of a certificate's URI. Fulcio makes a URL of the workflow's
 * reference, and what may not stand in one as it is gets percent-encoded: a number sign, too, in
 * Fulcio's older way, while in its newer way it begins the fragment. One spelling may stand for
 * several refs, so it never replaces the comparison of the claims that carry the ref as it is.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio OIDs</a>
 * @see <a href="https://pkg.go.dev/net/url#URL.EscapedPath">URL.EscapedPath</a>, which decides what
 *     is encoded
 */
final class CertifiedRef {
  /** Of what may stand in a path or fragment, the characters that are kept if it is all valid. */
  private static final String SUB_DELIMITERS = "!$&'()*+,;=:@[]%";

  private static final String KEPT_IN_PATH = "-_.~$&+,/:;=@";
  private static final String KEPT_IN_FRAGMENT = KEPT_IN_PATH + "?!()*";

  private CertifiedRef() {}

  /** Whether {@code spelling} is one of {@code ref}. */
  static boolean isSpelling(String spelling, String ref) {
    return spelling.equals(ref) || spellings(ref).contains(spelling);
  }

  /** Every spelling of a ref, itself first. */
  static Set<String> spellings(String ref) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(ref);
    encoded(ref, KEPT_IN_PATH).ifPresent(spellings::add);
    int fragment = ref.indexOf('#');
    if (fragment >= 0) {
      encoded(ref.substring(0, fragment), KEPT_IN_PATH)
          .ifPresent(
              path ->
                  encoded(ref.substring(fragment + 1), KEPT_IN_FRAGMENT)
                      .ifPresent(rest -> spellings.add(path + "#" + rest)));
    }
    return spellings;
  }

  /** Empty for what has a percent sign that begins no encoded byte. */
  private static Optional<String> encoded(String text, String kept) {
    return decoded(text)
        .map(
            bytes ->
                text.chars().allMatch(c -> mayStay(c, kept) || SUB_DELIMITERS.indexOf(c) >= 0)
                    ? text
                    : encoded(bytes, kept));
  }

  private static String encoded(byte[] bytes, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : bytes) {
      char c = (char) (octet & 0xFF);
      encoded.append(mayStay(c, kept) ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }

  private static boolean mayStay(int c, String kept) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || kept.indexOf(c) >= 0;
  }

  private static Optional<byte[]> decoded(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        decoded.write(bytes[i]);
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit((char) bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit((char) bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      decoded.write(high << 4 | low);
      i += 2;
    }
    return Optional.of(decoded.toByteArray());
  }
}
