package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists as people come by them: other tools, other systems, other hands. */
class OddManifestsTest {
  private static final String HEX =
      "98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4";

  @ParameterizedTest
  @MethodSource
  void readsWhatIsClear(byte[] content, List<String> paths) {
    Manifest manifest = Manifest.parse(content);

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.entries()).extracting(ManifestEntry::path).isEqualTo(paths);
    assertThat(manifest.entries())
        .extracting(ManifestEntry::digest)
        .containsOnly(new Digest(Digest.Algorithm.SHA_256, HEX));
  }

  static Stream<Arguments> readsWhatIsClear() {
    return Stream.of(
        arguments(
            text("find -exec sha256sum", "@  ./src/a.py\n@  ./b\n"), List.of("src/a.py", "b")),
        arguments(text("openssl dgst -r", "@ *a.txt\n"), List.of("a.txt")),
        arguments(text("openssl 1.1 dgst", "SHA256(a.txt)= @\n"), List.of("a.txt")),
        arguments(text("openssl 3 dgst", "SHA2-256(a.txt)= @\n"), List.of("a.txt")),
        arguments(text("sha256 of a BSD", "SHA256 (a (1).txt) = @\n"), List.of("a (1).txt")),
        arguments(text("the standard input", "@  -\n"), List.of("-")),
        arguments(
            text("a comment for each part", "# app\n@  a\n\n# docs\n@  b\n"), List.of("a", "b")),
        arguments(text("edited on Windows", "\ufeff@  a\r\n@ *b c\r\n"), List.of("a", "b c")),
        arguments(
            text(
                "md5sum, sha1sum and sha256sum together",
                """
                764efa883dda1e11db47671c4a3bbd9e  a
                55ca6286e3e4f4fba5d0448333fa99fc5a404a73  a
                @  a
                """),
            List.of("a")));
  }

  @ParameterizedTest
  @MethodSource
  @Tag("threat-17")
  void refusesWhatIsNot(byte[] content, List<ReasonCode> reasons) {
    Manifest manifest = Manifest.parse(content);

    assertThat(manifest.problems()).extracting(Finding::reason).isEqualTo(reasons);
    assertThat(manifest.entries()).isEmpty();
  }

  static Stream<Arguments> refusesWhatIsNot() {
    return Stream.of(
        unreadable("sha256 -r of a BSD: one space", "@ a.txt\n", 1),
        unreadable("one space before a name with one", "@ b c\n", 1),
        unreadable("a tab", "@\ta.txt\n", 1),
        unreadable("no-break spaces", "@\u00a0\u00a0a.txt\n", 1),
        unreadable("shasum --UNIVERSAL", "@ Ua.txt\n", 1),
        unreadable("shasum --01", "@ ^a.txt\n", 1),
        unreadable("shasum of SHA-512/256", "SHA512/256 (a.txt) = @\n", 1),
        unreadable("openssl dgst -sha3-256", "SHA3-256(a.txt)= @\n", 1),
        unreadable("openssl dgst -sha512-256", "SHA2-512/256(a.txt)= @\n", 1),
        unreadable("openssl dgst of the standard input", "(stdin)= @\n", 1),
        unreadable("openssl dgst of a name with a line break", "SHA2-256(new\nline)= @\n", 2),
        unreadable("cksum -a sm3", "SM3 (a.txt) = @\n", 1),
        unreadable("b2sum", "BLAKE2b (a.txt) = @@\n", 1),
        unreadable("b2sum -l 256", "BLAKE2b-256 (a.txt) = @\n", 1),
        unreadable("a tag in lower case", "sha256 (a.txt) = @\n", 1),
        unreadable("a tag alone", "SHA256 (a.txt)\n", 1),
        unreadable("no tag", " (a.txt) = @\n", 1),
        unreadable("two spaces after the tag", "SHA256  (a.txt) = @\n", 1),
        unreadable("something after the digest", "SHA256 (a.txt) = @ \n", 1),
        unreadable("parentheses the wrong way round", "SHA256 )a.txt( = @\n", 1),
        unreadable("one digit too few", HEX.substring(1) + "  a\n", 1),
        unreadable("one digit too many", "0@  a\n", 1),
        unreadable("a colon after the algorithm", "sha256:@  a\n", 1),
        unreadable("a mark of hex", "0x@  a\n", 1),
        unreadable("digits of another script", "\u0669\u0668" + HEX.substring(2) + "  a\n", 1),
        unreadable("an escape before blanks", "\\ @  a\n", 1),
        unreadable("a letter among the digits", "SHA256 (a) = g" + HEX.substring(1), 1),
        unreadable("the digest alone", "@\n", 1),
        unreadable("the digest without name", "@ \n", 1),
        unreadable("blanks alone", "  \n\t\n", 2),
        unreadable("a comment that is indented", " # here\n", 1),
        unreadable("sha256sum --check", "a.txt: OK\n", 1),
        unreadable("certutil", "SHA256 hash of a.txt:\n@\nCertUtil: completed\n", 3),
        unreadable("Get-FileHash", "Algorithm  Hash  Path\nSHA256     @  C:\\a.txt\n", 2),
        unreadable("a Debian Release file", "SHA256:\n @ 1234 main/Packages\n", 2),
        unreadable("a signed message", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n", 2),
        unreadable("a conflict of a merge", "<<<<<<< HEAD\n=======\n>>>>>>> b\n", 3),
        unreadable("cksum", "4294967295 3 a.txt\n", 1),
        unreadable("a simple file verification", "a.txt d7a8fbb3\n", 1),
        unreadable("JSON", "{\"a.txt\": \"@\"}\n", 1),
        unreadable("HTML", "<td>@  a</td>\n", 1),
        arguments(
            named("UTF-16, as older PowerShell redirects", "\ufeffaa\n".getBytes(UTF_16LE)),
            List.of(ReasonCode.MANIFEST_LINE_UNREADABLE, ReasonCode.MANIFEST_LINE_UNREADABLE)),
        unsafe("sha256sum --zero", "@  a\0@  b\0"),
        unsafe("sha256sum --zero of one file", "@  a\0"),
        unsafe("the file of another system", "@ *dist\\a.whl\n"),
        unsafe("openssl dgst of a name with a backslash", "SHA2-256(back\\slash)= @\n"),
        unsafe("a path from the root", "@  /home/runner/work/a.whl\n"),
        unsafe("a path beside the root", "@  ../dist/a.whl\n"),
        unsafe("no name", "@  \n"),
        unsafe("no name in parentheses", "SHA256 () = @\n"));
  }

  private static Arguments unreadable(String name, String content, int lines) {
    return arguments(
        text(name, content),
        Stream.generate(() -> ReasonCode.MANIFEST_LINE_UNREADABLE).limit(lines).toList());
  }

  private static Arguments unsafe(String name, String content) {
    return arguments(text(name, content), List.of(ReasonCode.MANIFEST_PATH_UNSAFE));
  }

  private static Named<byte[]> text(String name, String content) {
    return named(name, content.replace("@", HEX).getBytes(UTF_8));
  }
}
