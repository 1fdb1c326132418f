/** Laws of the working list that have no check on purpose → the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  'code.race-across-nodes': 'needs the addresses of several nodes, and a mock with two stores',
  'refresh.race-across-nodes': 'needs the addresses of several nodes, and a mock with two stores',
}
