package dev.countersign.verification;

import dev.countersign.FastCrypto;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.bundle.BundleParseException;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one warm verification takes, from the bytes of the materials to the verdict: of the real
 * release and of a bundle of version 0.3, beside sigstore-java's verifier on that bundle and beside
 * the bare sum of its signatures; with the JDK's own cryptography, with BouncyCastle's and with
 * native code, and with native code on two threads.
 *
 * <p>{@code mvn -Pbench -Dbench=dev.countersign.verification.VerificationBenchmark} runs it in a
 * quarter of an hour and prints one table. {@code -Dbench.arguments=MILLISECONDS} says how long
 * each of its iterations takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VerificationBenchmark {
  private static final int WARM_UPS = 45; // until the compiler has nothing left to do
  private static final int ITERATIONS = 7;

  /**
   * Whose cryptography: the JDK's own, or before it BouncyCastle's EC signatures or native code.
   */
  @Param({"JDK", "BouncyCastle", "native"})
  String cryptography = "JDK";

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  private VerificationSubjects subjects;

  /** Chooses the cryptography, and only then parses keys. */
  @Setup
  public void prepare() throws Exception {
    if (cryptography.equals("BouncyCastle")) {
      FastCrypto.installPortable();
    }
    if (cryptography.equals("native")) {
      FastCrypto.install();
      if (Security.getProvider(FastCrypto.NATIVE) == null) {
        throw new IllegalStateException("no native code for this platform");
      }
    }
    subjects = new VerificationSubjects();
  }

  /** Before each verification, and not measured: no certificate is known from the one before. */
  @State(Scope.Thread)
  public static class UnknownCertificates {
    @Setup(Level.Invocation)
    public void forget() {
      VerificationSubjects.forgetCertificates();
    }
  }

  @Benchmark
  public Verdict realRelease(UnknownCertificates unknown) {
    return subjects.verifyRealRelease();
  }

  @Benchmark
  public Verdict bundle(UnknownCertificates unknown) {
    return subjects.verifyBundle();
  }

  @Benchmark
  public void sigstoreJava(UnknownCertificates unknown)
      throws BundleParseException, KeylessVerificationException {
    subjects.verifyBundleWithSigstoreJava();
  }

  @Benchmark
  public boolean bareSignatures() throws GeneralSecurityException {
    return subjects.verifyBareSignatures();
  }

  public static void main(String[] arguments) throws RunnerException {
    int millis = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(VerificationBenchmark.class.getName())
            .verbosity(VerboseMode.SILENT)
            .forks(1)
            .warmupIterations(WARM_UPS)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.milliseconds(millis))
            .addProfiler(GCProfiler.class);
    List<RunResult> results = new ArrayList<>(new Runner(options.build()).run());
    results.addAll(new Runner(options.threads(2).param("cryptography", "native").build()).run());
    BenchmarkTable.print(results);
  }
}
