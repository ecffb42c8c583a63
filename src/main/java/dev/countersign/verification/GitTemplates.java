package dev.countersign.verification;

import java.util.Map;
import java.util.stream.Collectors;

/** The files that Git copies unchanged into every new repository, with their SHA-256. */
final class GitTemplates {
  private static final String STOCK =
      """
      85ab6c163d43a17ea9cf7788308bca1466f1b0a8d1cc92e26e9bf63da4062aee description
      0223497a0b8b033aa58a3a521b8629869386cf7ab0e2f101963d328aa62193f7 hooks/applypatch-msg.sample
      1f74d5e9292979b573ebd59741d46cb93ff391acdd083d340b94370753d92437 hooks/commit-msg.sample
      e0549964e93897b519bd8e333c037e51fff0f88ba13e086a331592bf801fa1d0 hooks/fsmonitor-watchman.sample
      81765af2daef323061dcbc5e61fc16481cb74b3bac9ad8a174b186523586f6c5 hooks/post-update.sample
      e15c5b469ea3e0a695bea6f2c82bcf8e62821074939ddd85b77e0007ff165475 hooks/pre-applypatch.sample
      f9af7d95eb1231ecf2eba9770fedfa8d4797a12b02d7240e98d568201251244a hooks/pre-commit.sample
      d3825a70337940ebbd0a5c072984e13245920cdf8898bd225c8d27a6dfc9cb53 hooks/pre-merge-commit.sample
      ecce9c7e04d3f5dd9d8ada81753dd1d549a9634b26770042b58dda00217d086a hooks/pre-push.sample
      4febce867790052338076f4e66cc47efb14879d18097d1d61c8261859eaaa7b3 hooks/pre-rebase.sample
      a4c3d2b9c7bb3fd8d1441c31bd4ee71a595d66b44fcf49ddb310252320169989 hooks/pre-receive.sample
      e9ddcaa4189fddd25ed97fc8c789eca7b6ca16390b2392ae3276f0c8e1aa4619 hooks/prepare-commit-msg.sample
      a53d0741798b287c6dd7afa64aee473f305e65d3f49463bb9d7408ec3b12bf5f hooks/push-to-checkout.sample
      8d5f2fa83e103cf08b57eaa67521df9194f45cbdbcb37da52ad586097a14d106 hooks/update.sample
      6671fe83b7a07c8932ee89164d1f2793b2318058eb8b98dc5c06ee0a5a3b0ec1 info/exclude
      """;

  private static final Map<String, String> DIGEST_BY_PATH =
      STOCK
          .lines()
          .map(line -> line.split(" "))
          .collect(Collectors.toUnmodifiableMap(parts -> parts[1], parts -> parts[0]));

  private GitTemplates() {}

  /** Whether {@code path}, below {@code .git/}, is a template with this content. */
  static boolean isStock(String path, Digest digest) {
    return digest.hex().equals(DIGEST_BY_PATH.get(path));
  }
}
