import type { Page } from 'playwright/test'
import type { Tenant } from '../tenant.ts'

/**
 * Signs a user in on the tenant's login page and agrees where consent is asked; the page may still be on its way there.
 * Rejects when the tenant has no such user or asks nobody, and, after the timeout of the page, when no login page comes.
 */
export async function signIn(tenant: Tenant, page: Page, username: string): Promise<void> {
  const user = tenant.users.find(username)
  if (!user) {
    const known = tenant.users.list().map((one) => one.username)
    throw new Error(`Expected a user among ${known.join(', ')}, got "${username}". Add it to the tenant.`)
  }
  if (tenant.settings.login === 'automatic') {
    throw new Error(`Expected login "password" or "picker", got "automatic". Send login_hint=${username} instead.`)
  }
  const since = tenant.journal.last()
  if (tenant.settings.login === 'picker') await page.locator(`button[name="username"][value="${username}"]`).click()
  else {
    await page.locator('input[name="username"]').fill(user.username)
    await page.locator('input[name="password"]').fill(user.password)
    await page.locator('input[name="password"]').press('Enter')
  }
  // Where the user goes next the mock knows before the browser does.
  const { responseHeaders } = await tenant.journal.waitFor({ endpoint: 'resume', since })
  const asked = responseHeaders['location']?.includes('/interaction/')
  if (asked) await page.locator('button[name="decision"][value="allow"]').click()
}
