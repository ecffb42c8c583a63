package dev.countersign.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.countersign.verification.Finding;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.SigningVerdict;
import java.io.PrintWriter;
import java.util.TreeMap;

/** Results as one JSON document, for scripts: the names in it are stable. ASCII alone. */
final class JsonOutput implements Output {
  private static final int LAST_ASCII = 0x7E;

  private final PrintWriter out;
  private final PrintWriter err;
  private final JsonArray files = new JsonArray();
  private boolean verified = true;

  JsonOutput(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void add(Result result) {
    verified &= result.verified();
    if (result instanceof Result.NotJudged notJudged) {
      Output.complain(notJudged, err);
      files.add(error(notJudged));
    } else {
      files.add(file(((Result.Judged) result).verdict()));
    }
  }

  @Override
  public void end() {
    JsonObject document = new JsonObject();
    document.addProperty("verified", verified);
    document.add("files", files);
    out.println(
        ascii(
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(document)));
    out.flush();
  }

  private static JsonObject error(Result.NotJudged result) {
    JsonObject file = new JsonObject();
    file.addProperty("artifact", result.input());
    file.addProperty("verified", false);
    file.addProperty("error", result.why());
    return file;
  }

  private static JsonObject file(SigningVerdict verdict) {
    JsonArray findings = new JsonArray();
    verdict.findings().forEach(finding -> findings.add(finding(finding)));
    JsonArray notChecked = new JsonArray();
    verdict.notChecked().forEach(check -> notChecked.add(check.name()));
    JsonObject file = new JsonObject();
    file.addProperty("artifact", verdict.artifact());
    file.addProperty("verified", verdict.verified());
    file.add("findings", findings);
    file.add("notChecked", notChecked);
    verdict.signing().ifPresent(facts -> file.add("signing", signing(facts)));
    return file;
  }

  private static JsonObject finding(Finding finding) {
    JsonObject json = new JsonObject();
    json.addProperty("check", finding.check().name());
    json.addProperty("status", finding.status().name());
    json.addProperty("reason", finding.reason().name());
    finding
        .claim()
        .ifPresent(
            claim -> {
              JsonObject about = new JsonObject();
              about.addProperty("name", claim.title());
              about.addProperty("oid", claim.oid());
              json.add("claim", about);
            });
    json.addProperty("expected", finding.expected());
    json.addProperty("actual", finding.actual());
    json.addProperty("meaning", finding.reason().meaning());
    json.addProperty("why", finding.reason().why());
    json.addProperty("remedy", finding.reason().remedy());
    return json;
  }

  private static JsonObject signing(SigningFacts facts) {
    JsonObject json = new JsonObject();
    json.addProperty("subjectAlternativeName", facts.subjectAlternativeName());
    json.addProperty("certificateSha256", facts.certificateSha256().hex());
    json.addProperty("notBefore", facts.notBefore().toString());
    json.addProperty("notAfter", facts.notAfter().toString());
    facts.signedAt().ifPresent(time -> json.addProperty("signedAt", time.toString()));
    facts.logIndex().ifPresent(index -> json.addProperty("logIndex", index));
    facts.logUrl().ifPresent(url -> json.addProperty("logUrl", url));
    facts.evidence().ifPresent(evidence -> json.addProperty("evidence", evidence.name()));
    JsonObject claims = new JsonObject();
    new TreeMap<>(facts.claims()).forEach(claims::addProperty);
    json.add("claims", claims);
    return json;
  }

  /** Only inside of strings can there be other characters, and there each can be escaped. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c > LAST_ASCII) {
        ascii.append("\\u%04x".formatted((int) c));
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }
}
