package dev.countersign.simulation.sigstore;

import dev.countersign.simulation.sigstore.SigningRequest.Service;
import dev.sigstore.proto.trustroot.v1.TrustedRoot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A trusted root that is being written: which services it lists, and when each is valid. A service
 * may have a second one of its kind beside it.
 */
public final class TrustedRootDraft {
  private final Services trusted;
  private final Services others;
  private final Map<Service, TrustWindow> windows = new EnumMap<>(Service.class);
  private final Map<Service, TrustWindow> otherWindows = new EnumMap<>(Service.class);
  private boolean timestampLeafListed = true;

  /** A root that lists each of the trusted services with this window, and none of the others. */
  TrustedRootDraft(Services trusted, Services others, TrustWindow window) {
    this.trusted = trusted;
    this.others = others;
    for (Service service : Service.values()) {
      windows.put(service, window);
    }
  }

  /** Lists this trusted service with another window. */
  public TrustedRootDraft withWindow(Service service, TrustWindow window) {
    windows.put(service, window);
    return this;
  }

  /** Lists the other service of this kind too, after the trusted one. */
  public TrustedRootDraft withOther(Service service, TrustWindow window) {
    otherWindows.put(service, window);
    return this;
  }

  /** Does not list this trusted service. */
  public TrustedRootDraft without(Service service) {
    windows.remove(service);
    return this;
  }

  /** Lists timestamp authorities without their leaf, which then stands in tokens alone. */
  public TrustedRootDraft withoutTimestampLeaf() {
    timestampLeafListed = false;
    return this;
  }

  public TrustedRoot build() {
    TrustedRoot.Builder root = TrustedRoot.newBuilder().setMediaType(TrustedRoots.MEDIA_TYPE);
    for (Service service : Service.values()) {
      list(service, trusted, windows, root);
      list(service, others, otherWindows, root);
    }
    return root.build();
  }

  /** Content of the {@code trusted_root.json}. */
  public String json() {
    return LocalSigstore.json(build());
  }

  private void list(
      Service service, Services from, Map<Service, TrustWindow> listed, TrustedRoot.Builder root) {
    TrustWindow window = listed.get(service);
    if (window == null) {
      return;
    }
    switch (service) {
      case CERTIFICATE_AUTHORITY ->
          root.addCertificateAuthorities(
              TrustedRoots.authority(
                  CertificateAuthority.URI, from.certificateAuthority().chain(), window));
      case CERTIFICATE_TRANSPARENCY_LOG ->
          root.addCtlogs(
              TrustedRoots.log(
                  CertificateTransparencyLog.URI, from.certificateTransparencyLog().key(), window));
      case TRANSPARENCY_LOG ->
          root.addTlogs(
              TrustedRoots.log(TransparencyLog.URI, from.transparencyLog().key(), window));
      case TILED_LOG ->
          root.addTlogs(TrustedRoots.log(TiledLog.URI, from.tiledLog().key(), window));
      case TIMESTAMP_AUTHORITY ->
          root.addTimestampAuthorities(
              TrustedRoots.authority(
                  TimestampAuthority.URI, timestampChain(from.timestampAuthority()), window));
    }
  }

  private List<byte[]> timestampChain(TimestampAuthority authority) {
    List<byte[]> chain = new ArrayList<>(authority.chain());
    if (!timestampLeafListed) {
      chain.remove(0);
    }
    return chain;
  }
}
