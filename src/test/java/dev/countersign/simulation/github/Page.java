package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The part of a long list that a request asks for with {@code per_page} and {@code page}. */
final class Page<T> {
  private static final int USUAL_SIZE = 30;
  private static final int LARGEST_SIZE = 100;

  private final ApiRequest request;
  private final Urls urls;
  private final List<T> all;
  private final int size;
  private final int number;

  Page(ApiRequest request, Urls urls, List<T> all) {
    this.request = request;
    this.urls = urls;
    this.all = all;
    this.size = Math.min(LARGEST_SIZE, Math.max(1, request.number("per_page", USUAL_SIZE)));
    this.number = Math.max(1, request.number("page", 1));
  }

  /** A bare array. */
  ApiResponse array(Function<T, JsonNode> toJson) {
    return linked(ApiResponse.ok(Json.array(items().stream().map(toJson))));
  }

  /** An object with {@code total_count} and the array under {@code name}. */
  ApiResponse counted(String name, Function<T, JsonNode> toJson) {
    ObjectNode json = Json.object();
    json.put("total_count", all.size());
    json.set(name, Json.array(items().stream().map(toJson)));
    return linked(ApiResponse.ok(json));
  }

  private List<T> items() {
    long from = Math.min(all.size(), (number - 1L) * size);
    return all.subList((int) from, (int) Math.min(all.size(), from + size));
  }

  private ApiResponse linked(ApiResponse response) {
    int last = Math.max(1, (all.size() + size - 1) / size);
    Map<String, Integer> links = new LinkedHashMap<>();
    if (number > 1) {
      links.put("prev", number - 1);
    }
    if (number < last) {
      links.put("next", number + 1);
      links.put("last", last);
    }
    if (number > 1) {
      links.put("first", 1);
    }
    StringJoiner header = new StringJoiner(", ");
    links.forEach((rel, page) -> header.add("<" + address(page) + ">; rel=\"" + rel + "\""));
    return links.isEmpty() ? response : response.with("Link", header.toString());
  }

  private String address(int page) {
    Map<String, String> parameters = new TreeMap<>(request.parameters());
    parameters.put("page", Integer.toString(page));
    return parameters.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", urls.api() + request.path() + "?", ""));
  }
}
