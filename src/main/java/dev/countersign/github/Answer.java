package dev.countersign.github;

import okhttp3.Headers;

/**
 * What GitHub answered to one request.
 *
 * @param status HTTP status: 200 to 299, or 404
 * @param headers as received
 * @param body all of it
 */
record Answer(int status, Headers headers, byte[] body) {
  /** Whether GitHub says that there is no such thing, or none that the App may see. */
  boolean isMissing() {
    return status == 404;
  }
}
