/** How a person who started this process would start the next: through npm or by the command's own name. */
export function commandName(
  env: Readonly<Record<string, string | undefined>>,
  command = 'assay',
  viaNpm = 'npx oauth-assay',
): string {
  return env['npm_command'] === undefined ? command : viaNpm
}
