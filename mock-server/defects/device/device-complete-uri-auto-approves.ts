import { mountOf } from '../../address/issuer.ts'
import { html } from '../../pages/html.ts'
import { defect } from '../defect.ts'

export const deviceCompleteUriAutoApproves = defect({
  id: 'device-complete-uri-auto-approves',
  sentence: 'The page at verification_uri_complete connects the device without asking.',
  breaks: { document: 'RFC 8628', section: '3.3.1' },
  after(answer, { endpoint, method, query, issuer }) {
    const code = query.get('user_code')
    if (endpoint !== 'code_verification' || method === 'POST' || code === null) return
    const secret = /name="xsrf" value="([^"]+)"/.exec(answer.text)?.[1]
    answer.setHeader('content-security-policy', undefined)
    answer.setText(
      html`<!doctype html>
        <form method="post" action="${mountOf(issuer)}/device">
          <input type="hidden" name="xsrf" value="${secret}" />
          <input type="hidden" name="user_code" value="${code}" />
          <input type="hidden" name="confirm" value="yes" />
        </form>
        <script>
          document.forms[0].submit()
        </script>`.markup,
    )
  },
})
