package dev.countersign.rekor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.countersign.simulation.sigstore.RekorAnswers;
import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.net.URI;
import java.util.List;

/** A log over HTTP that answers what a test says, and knows what it was asked. */
public final class FakeRekor implements AutoCloseable {
  private static final String RETRIEVE = "/api/v1/log/entries/retrieve";

  private final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  /** A log without entries. */
  public FakeRekor() {
    server.start();
    holds();
  }

  /** Its base URL. */
  public URI url() {
    return URI.create(server.baseUrl());
  }

  /** It finds these entries, whatever it is asked for. */
  public void holds(TransparencyLogEntry... entries) {
    answers(aResponse().withStatus(200).withBody(RekorAnswers.entries(entries)));
  }

  /** It answers every search so. */
  public void answers(ResponseDefinitionBuilder response) {
    server.resetMappings();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(418)));
    server.stubFor(post(RETRIEVE).willReturn(response));
  }

  /** What it was asked, by whatever address. */
  public List<LoggedRequest> requests() {
    return server.findAll(anyRequestedFor(anyUrl()));
  }

  @Override
  public void close() {
    server.stop();
  }
}
