/** The algorithms of DPoP proofs (RFC 9449, section 5.1). */
export const proofAlgorithms = ['ES256', 'Ed25519', 'EdDSA']
