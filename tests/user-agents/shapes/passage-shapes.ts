import { CLIENT, cookie, granted, page, posted, queried, redirect } from '../fake-server.ts'
import type { Routes } from '../fake-server.ts'

/** Pages between login and client: account lists, interstitials, pages that move by themselves. */
export const passageShapes: [string, Routes][] = [
  [
    'account list of buttons: the one that names the person',
    {
      'GET /authorize': page(
        `<h1>Choose an account</h1><form method=post action=/pick><button name=u value=alicent>Alicent</button><button name=u value=alice>Alice Liddell</button>
         <button name=u value=bob>bob</button></form><a href=/other>Use another account</a>`,
      ),
      'POST /pick': posted([['u', 'alice']]),
    },
  ],
  [
    'account list of links',
    {
      'GET /authorize': page(
        '<p>Pick a user<ul><li><a href=/as?u=1>bob</a><li><a href=/as?u=2>alice</a></ul><a href=/signup>Register</a>',
      ),
      'GET /as': queried([['u', '2']]),
    },
  ],
  [
    'account list of radios labelled beside',
    {
      'GET /authorize': page(
        '<form method=post action=/pick><input type=radio name=u value=1 checked> bob<br><input type=radio name=u value=2> alice<br><button>Continue</button></form>',
      ),
      'POST /pick': posted([['u', '2']]),
    },
  ],
  [
    'account list as a select',
    {
      'GET /authorize': page(
        '<form method=post action=/pick><select name=user><option value=1>bob<option value=2>alice</select><input type=submit value="Log in"></form>',
      ),
      'POST /pick': posted([['user', '2']]),
    },
  ],
  [
    'account list with one form for each, told apart by a hidden value',
    {
      'GET /authorize': page(
        '<form method=post action=/pick><input type=hidden name=sub value=bob><button>B</button></form><form method=post action=/pick><input type=hidden name=sub value=alice><button>A</button></form>',
      ),
      'POST /pick': posted([['sub', 'alice']]),
    },
  ],
  [
    'somebody else is signed in: another account is asked for',
    {
      'GET /authorize': page(
        '<p>Hello bob</p><form action=/go method=post><button>Continue as bob</button></form><a href=/switch>Use another account</a>',
      ),
      'GET /switch': page(
        '<form action=/in method=post><input name=user><input name=pw type=password><button>Sign in</button></form>',
      ),
      'POST /in': granted,
    },
  ],
  [
    'stay signed in?',
    {
      'GET /authorize': page(
        '<h1>Stay signed in?</h1><form action=/kmsi method=post><input type=checkbox name=dont value=true><input type=button value=No><input type=submit value=Yes><input type=hidden name=ctx value=1></form>',
      ),
      'POST /kmsi': posted([['ctx', '1']]),
    },
  ],
  [
    'start page with a login link, then an announcement to continue past',
    {
      'GET /authorize': page(
        '<h1>Welcome</h1><a href=/about>About</a><a href="/start">Sign in</a><a href=/reg>Sign up</a>',
      ),
      'GET /start': page(
        '<p>We have updated our terms</p><form action=/seen method=post><button name=ok value=1>Continue</button></form>',
      ),
      'POST /seen': posted([['ok', '1']]),
    },
  ],
  [
    'meta refresh, then a Refresh header, then a refresh to the client',
    {
      'GET /authorize': page(
        '<noscript><meta http-equiv="Refresh" content="0; URL=\'/a?x=1&amp;y=2\'"></noscript><script>boot()</script>',
      ),
      'GET /a': ({ url }) =>
        url.search === '?x=1&y=2' ? page('wait', 200, [['Refresh', '1;url=/b']]) : page('bad', 400),
      'GET /b': page(`<meta http-equiv=refresh content="0;${CLIENT}?code=granted&amp;state=s1"><a href=/>here</a>`),
    },
  ],
  [
    'form that submits itself to another server and comes back',
    {
      'GET /authorize': page(
        '<body onload="document.forms[0].submit()"><form method=POST action="https://idp.example/sso"><input type=hidden name=SAMLRequest value="a+b="><noscript><button name=n value=1>Continue</button></noscript></form>',
      ),
      'POST https://idp.example/sso': posted([['SAMLRequest', 'a+b=']], redirect('https://as.example/back', 303)),
      'GET /back': granted,
    },
  ],
  [
    'scripted redirect to the client with JavaScript escapes',
    {
      'GET /authorize': page(
        `<script>window.location.href = "https:\\/\\/client.example\\/cb?code=granted\\u0026state=s1";</script>`,
      ),
    },
  ],
  [
    'page that only links to the client',
    {
      'GET /authorize': page(
        `<p>You are signed in.</p><a href="${CLIENT}?code=granted&amp;state=s1">Return to the app</a>`,
      ),
    },
  ],
  [
    'cookies: path, host and expiry decide what is sent',
    {
      'GET /authorize': redirect('/a/one', 302, [
        cookie('root=1; Path=/'),
        cookie('deep=1; Path=/a'),
        cookie('elsewhere=1; Path=/b'),
        cookie('foreign=1; Domain=client.example'),
        cookie('gone=1; Path=/; Max-Age=0'),
      ]),
      'GET /a/one': ({ cookies }) => redirect(cookies === 'deep=1; root=1' ? '/c' : '/lost'),
      'GET /c': ({ cookies }) => (cookies === 'root=1' ? granted : page(`got ${cookies}`, 400)),
    },
  ],
  [
    'relative, protocol-relative and query-only redirects',
    {
      'GET /authorize': redirect('x/../deep/one'),
      'GET /deep/one': ({ url }) => redirect(url.search === '?step=2' ? 'two' : '?step=2'),
      'GET /deep/two': redirect('//as.example/last#part'),
      'GET /last': ({ request }) => (request.url === 'https://as.example/last' ? granted : page(request.url, 400)),
    },
  ],
]
