package dev.countersign.port;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comments and issues in memory, with every change that was made to them. */
public final class FakeDiscussions implements Discussions {
  public final Map<String, String> comments = new HashMap<>();
  public final Map<String, String> openIssues = new HashMap<>();
  public final List<String> closed = new ArrayList<>();
  public @Nullable RuntimeException failure;

  @Override
  public void comment(RepositoryTarget target, int pullRequest, String marker, String markdown) {
    fail();
    comments.put(pullRequest + " " + marker, markdown);
  }

  @Override
  public void correctComment(
      RepositoryTarget target, int pullRequest, String marker, String markdown) {
    fail();
    comments.computeIfPresent(pullRequest + " " + marker, (key, before) -> markdown);
  }

  @Override
  public void issue(RepositoryTarget target, String marker, String title, String markdown) {
    fail();
    openIssues.put(marker, title);
  }

  @Override
  public void closeIssue(
      RepositoryTarget target, String marker, String title, String markdown, String sentence) {
    fail();
    if (openIssues.remove(marker) != null) {
      closed.add(sentence);
    }
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }
}
