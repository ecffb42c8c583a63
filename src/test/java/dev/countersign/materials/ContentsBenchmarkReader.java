package dev.countersign.materials;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.countersign.FastCrypto;
import dev.countersign.github.GitHubApp;
import dev.countersign.github.GitHubOptions;
import dev.countersign.github.RequestWatch;
import dev.countersign.port.MaterialSource;
import dev.countersign.port.RepositoryTarget;
import dev.countersign.port.Tree;
import dev.countersign.verification.Digest.Algorithm;
import dev.countersign.verification.ObjectIds;
import dev.countersign.verification.RepositoryName;
import dev.countersign.verification.TaggedTree;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** Reads the generated commit again and again, and prints what it took. */
final class ContentsBenchmarkReader {
  private static final RepositoryTarget TARGET =
      new RepositoryTarget(21, 42, new RepositoryName("octo", "demo"));
  private static final double MEBIBYTE = 1 << 20;

  private final Path archive;
  private final URI api;
  private final MaterialSource source;
  private final AtomicLong peak = new AtomicLong();
  private long unpacked;

  /** Keeps what was read last alive, as a verification would. */
  @SuppressWarnings("unused")
  private volatile @Nullable TaggedTree blackhole;

  private ContentsBenchmarkReader(Path archive, URI api, MaterialSource source) {
    this.api = api;
    this.archive = archive;
    this.source = source;
  }

  /** Arguments: the folder of the commit, the server, how it lists the tree, repetitions. */
  public static void main(String[] arguments) throws Exception {
    FastCrypto.install();
    URI api = URI.create(arguments[1] + "/" + arguments[2]);
    MaterialSource source =
        new GitHubApp(
                api,
                URI.create("https://github.example"),
                4711,
                privateKey(),
                InstantSource.system(),
                GitHubOptions.defaults(),
                RequestWatch.NONE)
            .materialSource();
    new ContentsBenchmarkReader(Path.of(arguments[0], "archive"), api, source)
        .run(arguments[2], Integer.parseInt(arguments[3]));
  }

  private static String privateKey() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private void run(String listing, int repetitions) throws Exception {
    source.tree(TARGET, GeneratedCommit.COMMIT, path -> false);
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> ratiosOfWork = new ArrayList<>();
    for (int i = -1; i < repetitions; i++) {
      Times bareTimes = timed(this::bare);
      Times times = timed(this::read);
      if (i >= 0) {
        bare.add(unpacked / MEBIBYTE / bareTimes.seconds());
        ours.add(unpacked / MEBIBYTE / times.seconds());
        ratios.add(100 * bareTimes.seconds() / times.seconds());
        ratiosOfWork.add(100 * bareTimes.processorSeconds() / times.processorSeconds());
      }
    }
    System.out.printf(Locale.ROOT, "tree %s, %.0f MiB unpacked%n", listing, unpacked / MEBIBYTE);
    print("listed, downloaded, unpacked and hashed", "MiB/s", ours);
    print("merely unpacked and hashed, from disk", "MiB/s", bare);
    print("the first of the second, each pair", "%", ratios);
    print("the same by the thread's processor time", "%", ratiosOfWork);
    asked();
    read();
    System.out.println("  requests for it, the download itself included: " + asked());
    measureTheHeap();
  }

  /** How many requests the server has answered since it was asked this last. */
  private String asked() throws IOException {
    try (InputStream in = URI.create(api + "/asked").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Reads once more, not timed, while everything dead is collected all the time. */
  private void measureTheHeap() throws Exception {
    watchTheHeap();
    blackhole = null;
    System.gc();
    long idle = used();
    peak.set(0);
    ScheduledExecutorService collecting = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> often =
        collecting.scheduleWithFixedDelay(System::gc, 0, 50, TimeUnit.MILLISECONDS);
    read();
    often.cancel(false);
    collecting.shutdownNow();
    collecting.awaitTermination(10, TimeUnit.SECONDS);
    System.out.printf(
        Locale.ROOT,
        "  live heap at most %.1f MiB above the idle %.1f MiB%n",
        (peak.get() - idle) / MEBIBYTE,
        idle / MEBIBYTE);
  }

  private void read() {
    Tree tree = source.tree(TARGET, GeneratedCommit.COMMIT);
    TaggedTree read =
        new TaggedTreeReader(source, TreeLimits.DEFAULT, InstantSource.system(), new Random())
            .read(TARGET, tree, Set.of(Algorithm.SHA_256));
    if (read.incomplete().isPresent() || !read.whollyListed()) {
      throw new IllegalStateException("not read: " + read.incomplete());
    }
    blackhole = read;
  }

  /** Both hashes over the whole unpacked stream, as if it were one file. */
  private void bare() throws IOException {
    MessageDigest blob = ObjectIds.hashLike("0".repeat(40));
    MessageDigest sha256 = Algorithm.SHA_256.newMessageDigest();
    byte[] buffer = new byte[1 << 16];
    unpacked = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        blob.update(buffer, 0, count);
        sha256.update(buffer, 0, count);
        unpacked += count;
      }
    }
  }

  private static Times timed(Work work) throws IOException {
    long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Times(
        (System.nanoTime() - start) / 1e9,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9);
  }

  private void watchTheHeap() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (!collector.getName().contains("MarkSweep")) {
        continue; // what is dead shows only in the others
      }
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) ->
                  peak.accumulateAndGet(
                      GarbageCollectionNotificationInfo.from(
                              (CompositeData) notification.getUserData())
                          .getGcInfo()
                          .getMemoryUsageAfterGc()
                          .entrySet()
                          .stream()
                          .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Tenured|Old).*"))
                          .mapToLong(pool -> pool.getValue().getUsed())
                          .sum(),
                      Math::max),
              null,
              null);
    }
  }

  private static long used() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return heap.getUsed();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void print(String what, String unit, List<Double> values) {
    System.out.printf(
        Locale.ROOT,
        "  %s: median %.0f %s, from %.0f to %.0f over %d%n",
        what,
        median(values),
        unit,
        Collections.min(values),
        Collections.max(values),
        values.size());
  }

  private record Times(double seconds, double processorSeconds) {}

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
