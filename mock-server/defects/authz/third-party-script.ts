import { defect } from '../defect.ts'

export const thirdPartyScript = defect({
  id: 'third-party-script',
  sentence: 'The login page runs a script of another site.',
  breaks: { document: 'RFC 9700', section: '4.2.4' },
  after(answer, { endpoint }) {
    if (endpoint === 'interaction' && answer.text.includes('</head>'))
      answer.setText(answer.text.replace('</head>', '<script src="https://cdn.example/login.js"></script></head>'))
  },
})
