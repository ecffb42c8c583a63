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

/** Native cryptography where it loads, the JDK's own elsewhere. */
class NativeCryptoTest {
  private static final CodeSource CLASSES =
      NativeCrypto.class.getProtectionDomain().getCodeSource();

  private final List<Provider> before = List.of(Security.getProviders());
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(NativeCrypto.class);

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
    Security.removeProvider(NativeCrypto.PROVIDER);
  }

  @Test
  void verifiesAndHashesNativelyOnceInstalled() throws Exception {
    assumeNative();

    NativeCrypto.install();

    assertThat(Signature.getInstance("SHA256withECDSA").getProvider().getName())
        .isEqualTo(NativeCrypto.PROVIDER);
    assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName())
        .isEqualTo(NativeCrypto.PROVIDER);
    assertThat(KeyFactory.getInstance("EC").getProvider().getName())
        .isEqualTo(NativeCrypto.PROVIDER);
    assertThat(lines())
        .singleElement()
        .asString()
        .matches("EC signatures by Amazon\\S+ [\\d.]+, SHA-256 by Amazon\\S+ [\\d.]+");
  }

  @Test
  void isInstalledOnceHoweverOften() {
    assumeNative();

    NativeCrypto.install();
    Provider first = Security.getProviders()[0];
    NativeCrypto.install();

    assertThat(Security.getProviders()[0]).isSameAs(first);
    assertThat(Security.getProviders()).hasSize(before.size() + 1);
    assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("no native"));
  }

  @Test
  void fallsBackToTheJdkWhereThereIsNoNativeCode() {
    assertFallsBack("windows 11-x86_64");
  }

  @Test
  void fallsBackToTheJdkWhereTheNativeCodeDoesNotLoad() {
    assertFallsBack(foreignPlatform());
  }

  @Test
  void leavesNoTemporaryFileWhetherTheNativeCodeLoadsOrNot(@TempDir Path folder) {
    System.setProperty(NativeCrypto.TEMPORARY_FILES, folder.toString());
    try {
      NativeCrypto.install("windows 11-x86_64");
      NativeCrypto.install(foreignPlatform());
      NativeCrypto.install();

      assertThat(folder).isEmptyDirectory();
      assertThat(System.getProperty(NativeCrypto.TEMPORARY_FILES)).isEqualTo(folder.toString());
    } finally {
      System.clearProperty(NativeCrypto.TEMPORARY_FILES);
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
    assertThat(NativeCrypto.platform(osName, osArch)).isEqualTo(platform);
  }

  private void assertFallsBack(String platform) {
    NativeCrypto.install(platform);

    assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("EC signatures by SunEC ")
        .contains(", SHA-256 by SUN ", "; no native code for " + platform + ": java.");
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
    return NativeCrypto.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  private List<String> lines() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
