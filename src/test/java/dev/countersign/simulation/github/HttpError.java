package dev.countersign.simulation.github;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal in GitHub's words, thrown by a handler and answered as JSON. */
final class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  HttpError(int status, String message) {
    super(message);
    this.status = status;
  }

  static HttpError notFound() {
    return new HttpError(404, "Not Found");
  }

  static HttpError unprocessable(String message) {
    return new HttpError(422, message);
  }

  static HttpError forbidden() {
    return new HttpError(403, "Resource not accessible by integration");
  }

  ApiResponse response() {
    ObjectNode body = Json.object();
    body.put("message", getMessage());
    body.put("documentation_url", "https://docs.github.com/rest");
    body.put("status", Integer.toString(status));
    return ApiResponse.json(status, body);
  }
}
