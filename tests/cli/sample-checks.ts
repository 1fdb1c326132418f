import { check, type Check } from '../../harness/check.ts'
import { must, should, type Law } from '../../harness/law.ts'

const single = must('RFC 6749', '4.1.2')

/** A check of which only the record matters. */
export function sampleCheck(id: string, law: Check['law'] = [single], change: Partial<Check> = {}): Check {
  return check({
    id,
    title: `The server obeys ${id}`,
    law,
    needs: ['authorization_code'],
    steps: { first: 'Redeem the code', second: 'Redeem it again' },
    holds: 'The second answer is an error',
    defect: 'code-reusable',
    run: async () => undefined,
    ...change,
  })
}

const laws = (...given: [Law, ...Law[]]): [Law, ...Law[]] => given

/** A small catalogue over two areas and four documents. */
export const sampleChecks: readonly Check[] = [
  sampleCheck('code.bound', laws(must('RFC 6749', '4.1.3'), must('OAuth 2.1 draft', '4.1.3'))),
  sampleCheck('code.single-use', [single], { caution: 'Some servers keep tokens.', waits: 'one second', alone: true }),
  sampleCheck('token.json', laws(should('RFC 6749', '10.2'))),
  sampleCheck('token.nonce', laws(must('OIDC Core 1.0', '3.1.2.1')), { needs: [] }),
  sampleCheck('token.request', laws(must('RFC 6749', '4.1'))),
]
