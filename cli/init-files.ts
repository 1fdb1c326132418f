import type { Known } from '../harness/setup/propose.ts'
import type { Registrations } from '../harness/setup/register-clients.ts'
import type { Survey } from '../harness/setup/survey.ts'
import { isLoopback } from '../harness/target/config/loopback.ts'
import { envLine } from './env-text.ts'
import type { InitFlags } from './init.ts'
import { githubWorkflow, gitlabJob } from './init-workflows.ts'
import type { NewFile } from './write-new.ts'

/** Where the handles of registered clients are kept, so that they can be deleted again. */
export const handlesFile = '.assay-clients.json'

/** The files of a first set-up, and what is left to be done. */
export async function initFiles(
  found: Survey,
  known: Known,
  { made }: Registrations,
  { passwordEnv, yes, ci }: Pick<InitFlags, 'passwordEnv' | 'yes' | 'ci'>,
): Promise<{ readonly files: readonly NewFile[]; readonly missing: readonly string[] }> {
  const { propose } = await import('../harness/setup/propose.ts')
  const { config, variables, missing } = propose(found, {
    known,
    agreed: yes === true,
    ...(passwordEnv === undefined ? {} : { passwordEnv }),
  })
  const values = [...variables].flatMap(([name, value]) => (value === undefined ? [] : [envLine(name, value)]))
  const files: NewFile[] = [
    { path: 'assay.config.yaml', text: config },
    { path: '.env.example', text: [...variables.keys()].map((name) => `${name}=\n`).join('') },
  ]
  if (values.length > 0) files.push({ path: '.env', text: values.join(''), secret: true })
  const handles = made.map(({ name, client_id, registration_client_uri, registration_access_token }) => ({
    name,
    client_id,
    registration_client_uri,
    registration_access_token,
  }))
  if (handles.length > 0) {
    files.push({ path: handlesFile, text: `${JSON.stringify(handles, null, 2)}\n`, secret: true })
  }
  if (ci === 'github')
    files.push({
      path: '.github/workflows/assay.yml',
      text: githubWorkflow([...variables.keys()], isLoopback(found.issuer)),
    })
  if (ci === 'gitlab') files.push({ path: '.gitlab/assay.yml', text: gitlabJob(isLoopback(found.issuer)) })
  return { files, missing: [...missing, ...choresOf(ci, found.issuer, variables.size)] }
}

/** What nobody but the owner of a CI system can do. */
function choresOf(ci: string, issuer: string, variables: number): string[] {
  if (ci === 'none') return []
  const secrets = ci === 'github' ? 'a secret of the repository' : 'a variable of the project'
  return [
    ...(isLoopback(issuer)
      ? [`start the server in the CI job too: ${issuer} is the machine that the job runs on`]
      : []),
    ...(variables === 0 ? [] : [`add ${secrets} for each name in .env.example`]),
  ]
}
