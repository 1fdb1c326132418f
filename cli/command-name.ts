/** How a person who started this process would start the next: through npm or by the command's own name. */
export function commandName(env: Readonly<Record<string, string | undefined>>): string {
  return env['npm_command'] === undefined ? 'assay' : 'npx oauth-assay'
}
