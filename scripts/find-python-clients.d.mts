/** The path of a Python that can import Authlib and requests-oauthlib; undefined when there is none. */
export function findPythonClients(): string | undefined
