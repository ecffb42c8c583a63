package dev.countersign.simulation.github;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Objects;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** The GitHub App that the simulator knows. Its key is made at start, its secret is for tests. */
public final class SimulatedApp {
  private final long id = 29_310;
  private final String slug = "countersign";
  private final String clientId = "Iv23liCountersign0001";
  private final String webhookSecret = "a webhook secret that only tests know";
  private final Account owner = new Account(9_919, "countersign-dev", "Organization");
  private final KeyPair keys;

  SimulatedApp() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  public long id() {
    return id;
  }

  public String slug() {
    return slug;
  }

  /** Who writes what the App writes. */
  Account bot() {
    return new Account(49_699_333, slug + "[bot]", "Bot");
  }

  public String clientId() {
    return clientId;
  }

  public String webhookSecret() {
    return webhookSecret;
  }

  Account owner() {
    return owner;
  }

  PublicKey publicKey() {
    return Objects.requireNonNull(keys.getPublic());
  }

  PrivateKey privateKey() {
    return Objects.requireNonNull(keys.getPrivate());
  }

  /** The private key as GitHub hands it out: {@code BEGIN RSA PRIVATE KEY}. */
  public String privateKeyPkcs1() {
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
      writer.writeObject(keys.getPrivate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pem.toString();
  }

  /** The private key as {@code openssl pkcs8 -topk8} converts it: {@code BEGIN PRIVATE KEY}. */
  public String privateKeyPkcs8() {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    String body = lines.encodeToString(keys.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }
}
