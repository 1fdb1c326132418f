/** Something that may be used once was used in the meantime, by a request to another replica. */
export class UsedBefore extends Error {
  override readonly name = 'UsedBefore'
}
