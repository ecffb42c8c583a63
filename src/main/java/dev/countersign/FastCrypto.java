package dev.countersign;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon Corretto Crypto Provider, which verifies signatures and hashes in native code on Linux and
 * macOS. Elsewhere, and where it does not load, BouncyCastle verifies EC signatures, and the JDK's
 * own providers do the rest.
 *
 * <p>The provider's jar for each platform is a resource and has a class loader of its own: the jars
 * hold different native code under one name, so they cannot be merged, and they are signed.
 *
 * @see <a href="https://github.com/corretto/amazon-corretto-crypto-provider">The provider</a>
 */
public final class FastCrypto {
  /** The native provider's name among the installed ones. */
  public static final String NATIVE = "AmazonCorrettoCryptoProvider";

  /** The name of the one that is installed elsewhere. */
  public static final String PORTABLE = BouncyCastleEc.NAME;

  /** The system property that says where the provider puts temporary files. */
  static final String TEMPORARY_FILES = "com.amazon.corretto.crypto.provider.tmpdir";

  private static final Logger log = LoggerFactory.getLogger(FastCrypto.class);

  private FastCrypto() {}

  /**
   * Puts the native provider before all others, once it has passed its own tests, or else
   * BouncyCastle's; logs who verifies EC signatures and who computes SHA-256 from now on. Doing it
   * again only logs.
   */
  public static void install() {
    install(platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
  }

  /** The same with the provider for {@code platform}. */
  static void install(String platform) {
    String without = "";
    if (Security.getProvider(NATIVE) == null) {
      try {
        Security.insertProviderAt(load(platform), 1);
      } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
        without = "; no native code for " + platform + ": " + rootCause(e);
        installPortable();
      }
    }
    log.info("{}{}", inUse(), without);
  }

  /** Puts BouncyCastle's EC signatures before all others, unless they are there already. */
  public static void installPortable() {
    Security.insertProviderAt(new BouncyCastleEc(), 1);
  }

  /** The kind of machine, as the names of the provider's jars spell it: {@code linux-x86_64}. */
  static String platform(String osName, String osArch) {
    String system = osName.startsWith("Mac") ? "osx" : osName.toLowerCase(Locale.ROOT);
    String processor =
        switch (osArch) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "aarch_64";
          default -> osArch;
        };
    return system + "-" + processor;
  }

  /** A provider that has loaded its native code and passed its own tests. */
  private static Provider load(String platform) throws IOException, ReflectiveOperationException {
    String parent = System.getProperty(TEMPORARY_FILES);
    Path folder =
        Files.createTempDirectory(
            Path.of(parent == null ? System.getProperty("java.io.tmpdir") : parent), NATIVE);
    // The provider unpacks its library there, and does not tidy up when it cannot be loaded.
    System.setProperty(TEMPORARY_FILES, folder.toString());
    try {
      Path jar = folder.resolve(NATIVE + ".jar");
      copy("/native/" + NATIVE + "-" + platform + ".jar", jar);
      URL[] classPath = {jar.toUri().toURL()};
      // Stays open: classes of the provider are loaded as they come into use.
      ClassLoader loader = new URLClassLoader(classPath, FastCrypto.class.getClassLoader());
      Class<?> type = loader.loadClass("com.amazon.corretto.crypto.provider." + NATIVE);
      Provider provider = (Provider) type.getConstructor().newInstance();
      type.getMethod("assertHealthy").invoke(provider);
      return provider;
    } finally {
      if (parent == null) {
        System.clearProperty(TEMPORARY_FILES);
      } else {
        System.setProperty(TEMPORARY_FILES, parent);
      }
      // Open files can be read on; a process that is killed leaves nothing behind.
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in = FastCrypto.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("no " + resource);
      }
      Files.copy(in, target);
    }
  }

  private static String inUse() {
    try {
      Provider signatures = Signature.getInstance("SHA256withECDSA").getProvider();
      Provider digests = MessageDigest.getInstance("SHA-256").getProvider();
      return "EC signatures by " + nameOf(signatures) + ", SHA-256 by " + nameOf(digests);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has both", e);
    }
  }

  private static String nameOf(Provider provider) {
    return provider.getName() + " " + provider.getVersionStr();
  }

  private static Throwable rootCause(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : rootCause(cause);
  }
}
