package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Native cryptography where it loads, BouncyCastle's and the JDK's own elsewhere. */
class FastCryptoTest {
  private static final CodeSource CLASSES = FastCrypto.class.getProtectionDomain().getCodeSource();

  private final List<Provider> before = List.of(Security.getProviders());
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(FastCrypto.class);

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(appender);
    logger.setLevel(null);
    Security.removeProvider(FastCrypto.NATIVE);
    Security.removeProvider(FastCrypto.PORTABLE);
  }

  @Test
  void verifiesAndHashesNativelyOnceInstalled() throws Exception {
    assumeNative();

    FastCrypto.install();

    assertThat(Signature.getInstance("SHA256withECDSA").getProvider().getName())
        .isEqualTo(FastCrypto.NATIVE);
    assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName())
        .isEqualTo(FastCrypto.NATIVE);
    assertThat(KeyFactory.getInstance("EC").getProvider().getName()).isEqualTo(FastCrypto.NATIVE);
    assertThat(lines())
        .singleElement()
        .asString()
        .matches("EC signatures by Amazon\\S+ [\\d.]+, SHA-256 by Amazon\\S+ [\\d.]+");
  }

  @Test
  void isInstalledOnceHoweverOften() {
    assumeNative();

    FastCrypto.install();
    Provider first = Security.getProviders()[0];
    FastCrypto.install();

    assertThat(Security.getProviders()[0]).isSameAs(first);
    assertThat(Security.getProviders()).hasSize(before.size() + 1);
    assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("no native"));
  }

  @Test
  void fallsBackWhereThereIsNoNativeCode() throws Exception {
    assertFallsBack("windows 11-x86_64");
  }

  @Test
  void fallsBackWhereTheNativeCodeDoesNotLoad() throws Exception {
    assertFallsBack(foreignPlatform());
  }

  @Test
  void leavesNoTemporaryFileWhetherTheNativeCodeLoadsOrNot(@TempDir Path folder) {
    System.setProperty(FastCrypto.TEMPORARY_FILES, folder.toString());
    try {
      FastCrypto.install("windows 11-x86_64");
      FastCrypto.install(foreignPlatform());
      FastCrypto.install();

      assertThat(folder).isEmptyDirectory();
      assertThat(System.getProperty(FastCrypto.TEMPORARY_FILES)).isEqualTo(folder.toString());
    } finally {
      System.clearProperty(FastCrypto.TEMPORARY_FILES);
    }
  }

  @Test
  void carriesTheNoticesOfTheNativeCode() throws IOException {
    assertThat(resource("/META-INF/NOTICE")).contains("Amazon Corretto Crypto Provider");
    assertThat(resource("/META-INF/license/LICENSE.aws-lc.txt")).contains("OpenSSL License");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch_64",
    "Mac OS X, x86_64, osx-x86_64",
    "Mac OS X, aarch64, osx-aarch_64",
    "Windows 11, amd64, windows 11-x86_64"
  })
  void namesThePlatformAsTheProviderDoes(String osName, String osArch, String platform) {
    assertThat(FastCrypto.platform(osName, osArch)).isEqualTo(platform);
  }

  /** Twice, since each command of a process may ask. */
  private void assertFallsBack(String platform) throws GeneralSecurityException {
    FastCrypto.install(platform);
    FastCrypto.install(platform);

    assertThat(Security.getProviders())
        .hasSize(before.size() + 1)
        .endsWith(before.toArray(Provider[]::new));
    assertThat(KeyFactory.getInstance("EC").getProvider().getName()).isEqualTo("SunEC");
    assertThat(lines())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches("EC signatures by BouncyCastleEC [\\d.]+, SHA-256 by SUN .*")
                    .contains("; no native code for " + platform + ": java."));
  }

  /** The platforms that the provider is built for; a libc other than glibc is not among them. */
  private static void assumeNative() {
    assumeTrue(
        List.of("linux-x86_64", "linux-aarch_64", "osx-x86_64", "osx-aarch_64")
            .contains(thisPlatform()),
        "no native code for this platform");
  }

  private static String foreignPlatform() {
    return thisPlatform().equals("linux-x86_64") ? "linux-aarch_64" : "linux-x86_64";
  }

  private static String resource(String name) throws IOException {
    URI own = URI.create(CLASSES.getLocation() + name.substring(1));
    return Files.readString(Path.of(own));
  }

  private static String thisPlatform() {
    return FastCrypto.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  private List<String> lines() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
