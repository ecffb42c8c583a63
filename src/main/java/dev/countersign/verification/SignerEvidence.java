package dev.countersign.verification;

import java.time.Instant;
import java.util.Optional;

/**
 * What a signing shows about its signer.
 *
 * @param claims what the certificate says
 * @param signedAt trusted time of the signing, when verified
 * @param statement the signed statement, where one was signed and can be read
 */
record SignerEvidence(
    FulcioClaims claims, Optional<Instant> signedAt, Optional<InTotoStatement> statement) {}
