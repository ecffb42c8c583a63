package dev.countersign.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.verification.Finding;
import dev.countersign.verification.SigningFacts;
import dev.countersign.verification.SigningVerdict;
import java.io.PrintWriter;
import java.util.TreeMap;

/** Results as one JSON document, for scripts: the names in it are stable. ASCII alone. */
final class JsonOutput implements Output {
  private static final int LAST_ASCII = 0x7E;
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter WRITER =
      JSON.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                      .withObjectEmptySeparator("")
                      .withArrayEmptySeparator(""))
              .withObjectIndenter(LINES)
              .withArrayIndenter(LINES));

  private final PrintWriter out;
  private final PrintWriter err;
  private final ArrayNode files = JSON.createArrayNode();
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
    ObjectNode document = JSON.createObjectNode();
    document.put("verified", verified);
    document.set("files", files);
    try {
      out.println(ascii(WRITER.writeValueAsString(document)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
    out.flush();
  }

  private static ObjectNode error(Result.NotJudged result) {
    return JSON.createObjectNode()
        .put("artifact", result.input())
        .put("verified", false)
        .put("error", result.why());
  }

  private static ObjectNode file(SigningVerdict verdict) {
    ObjectNode file = JSON.createObjectNode();
    file.put("artifact", verdict.artifact());
    file.put("verified", verdict.verified());
    ArrayNode findings = file.putArray("findings");
    verdict.findings().forEach(finding -> findings.add(finding(finding)));
    ArrayNode notChecked = file.putArray("notChecked");
    verdict.notChecked().forEach(check -> notChecked.add(check.name()));
    verdict.signing().ifPresent(facts -> file.set("signing", signing(facts)));
    return file;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode json = JSON.createObjectNode();
    json.put("check", finding.check().name());
    json.put("status", finding.status().name());
    json.put("reason", finding.reason().name());
    finding
        .claim()
        .ifPresent(
            claim -> json.putObject("claim").put("name", claim.title()).put("oid", claim.oid()));
    json.put("expected", finding.expected());
    json.put("actual", finding.actual());
    json.put("meaning", finding.reason().meaning());
    json.put("why", finding.reason().why());
    json.put("remedy", finding.reason().remedy());
    return json;
  }

  private static ObjectNode signing(SigningFacts facts) {
    ObjectNode json = JSON.createObjectNode();
    json.put("subjectAlternativeName", facts.subjectAlternativeName());
    json.put("certificateSha256", facts.certificateSha256().hex());
    json.put("notBefore", facts.notBefore().toString());
    json.put("notAfter", facts.notAfter().toString());
    facts.signedAt().ifPresent(time -> json.put("signedAt", time.toString()));
    facts.logIndex().ifPresent(index -> json.put("logIndex", index));
    facts.logUrl().ifPresent(url -> json.put("logUrl", url));
    facts.evidence().ifPresent(evidence -> json.put("evidence", evidence.name()));
    ObjectNode claims = json.putObject("claims");
    new TreeMap<>(facts.claims()).forEach(claims::put);
    return json;
  }

  /** Only inside of strings can there be other characters, and there each can be escaped. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c > LAST_ASCII) {
        ascii.append("\\u%04X".formatted((int) c));
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }
}
