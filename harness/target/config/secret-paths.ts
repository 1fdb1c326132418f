import type { Path } from './problem.ts'

/** `*` stands for one key or index, `**` for all that follow. */
const secret = [
  'targets.*.clients.*.client_secret',
  'targets.*.clients.*.jwks.**',
  'targets.*.clients.*.tls.key',
  'targets.*.assertion.jwks.**',
  'targets.*.users.*.password',
  'targets.*.users.*.fields.**',
  'targets.*.registration.initial_access_token',
  'targets.*.headers.**',
].map(split)

/** What the protocol shows to everybody, so that it must stay readable in reports wherever its value comes from. */
const open = [
  '$schema',
  'profile',
  'out',
  'known',
  'reports.*',
  'targets.*.name',
  'targets.*.issuer',
  'targets.*.metadata.**',
  'targets.*.clients.*.client_id',
  'targets.*.clients.*.token_endpoint_auth_method',
  'targets.*.clients.*.token_endpoint_auth_signing_alg',
  'targets.*.clients.*.redirect_uris.**',
  'targets.*.clients.*.grant_types.**',
  'targets.*.clients.*.response_types.**',
  'targets.*.clients.*.scope',
  'targets.*.clients.*.denied_scope',
  'targets.*.clients.*.other_resource',
  'targets.*.clients.*.tls.certificate',
  'targets.*.login.**',
  'targets.*.resource.**',
  'targets.*.me.**',
  'targets.*.documentation.**',
  'targets.*.audience',
  'targets.*.second_audience',
  'targets.*.assertion.issuer',
  'targets.*.assertion.subject',
  'targets.*.assertion.audience',
  'targets.*.token_exchange.**',
  'targets.*.registration.metadata.**',
  'targets.*.scopes.**',
  'targets.*.capabilities.**',
  'targets.*.tls.ca',
].map(split)

/** Whether what stands here is secret however it is written. */
export function isSecretPath(path: Path): boolean {
  return secret.some((pattern) => matches(pattern, path))
}

/** Whether a value that came from outside may appear in reports: an open field, and no URL with credentials or a query. */
export function isOpen(path: Path, value: string): boolean {
  return open.some((pattern) => matches(pattern, path)) && !/^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*@|.*\?)/i.test(value)
}

function matches(pattern: readonly string[], path: Path): boolean {
  const tail = pattern.at(-1) === '**'
  if (tail ? path.length < pattern.length - 1 : path.length !== pattern.length) return false
  return pattern.every((part, index) => part === '*' || part === '**' || part === path[index])
}

function split(pattern: string): string[] {
  return pattern.split('.')
}
