package dev.countersign.simulation.sigstore;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * What a signing certificate says about its signer, true or not. {@link WorkflowRun#identity()}
 * makes one whose parts agree; the methods here alter single parts.
 *
 * @param subjectAlternativeNames exactly one URI where Fulcio issues it
 * @param claims values of Fulcio's extensions, in the order of their numbers
 */
public record WorkflowIdentity(
    List<GeneralName> subjectAlternativeNames, Map<Claim, String> claims) {
  public WorkflowIdentity {
    subjectAlternativeNames = List.copyOf(subjectAlternativeNames);
    claims = Collections.unmodifiableMap(new TreeMap<>(claims));
  }

  /** The identity with other URIs for a name, or none. */
  public WorkflowIdentity withUris(String... uris) {
    return withNames(
        Arrays.stream(uris)
            .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
            .toArray(GeneralName[]::new));
  }

  /** The identity with these names of any kind. */
  public WorkflowIdentity withNames(GeneralName... names) {
    return new WorkflowIdentity(List.of(names), claims);
  }

  /** The identity with one claim altered. */
  public WorkflowIdentity with(Claim claim, String value) {
    return altered(copy -> copy.put(claim, value));
  }

  /** The identity without one claim. */
  public WorkflowIdentity without(Claim claim) {
    return altered(copy -> copy.remove(claim));
  }

  /** The identity as Fulcio would have certified it before 2023. */
  public WorkflowIdentity withoutNewerClaims() {
    return altered(copy -> copy.keySet().removeIf(Claim::isNewer));
  }

  private WorkflowIdentity altered(Consumer<Map<Claim, String>> change) {
    Map<Claim, String> copy = new TreeMap<>(claims);
    change.accept(copy);
    return new WorkflowIdentity(subjectAlternativeNames, copy);
  }
}
