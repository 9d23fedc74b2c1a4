// A real OpenID Connect provider that says yes by itself: GET /as?email=… chooses who signs in next.
// Prints "ready PORT" when it answers. Arguments: client id, client secret, redirect address.
import http from 'node:http';
import { Provider } from 'oidc-provider';

// Only the port goes to the output; what the library says of itself goes beside it.
console.info = console.error;
const [client_id, client_secret, redirect_uri] = process.argv.slice(2);
let email = 'nobody@example.org';

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id, client_secret, redirect_uris: [redirect_uri], response_types: ['code'] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['only for tests'] },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }),
    }),
  });
  const answer = provider.callback();
  server.on('request', async (req, res) => {
    const url = new URL(req.url, `http://127.0.0.1:${port}`);
    if (url.pathname === '/as') {
      email = url.searchParams.get('email');
      res.end('ok');
    } else if (url.pathname.startsWith('/interaction/')) {
      const { prompt, params, session } = await provider.interactionDetails(req, res);
      if (prompt.name === 'login') {
        await provider.interactionFinished(req, res, { login: { accountId: email } });
      } else {
        const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
        grant.addOIDCScope('openid email');
        const grantId = await grant.save();
        await provider.interactionFinished(req, res, { consent: { grantId } }, { mergeWithLastSubmission: true });
      }
    } else {
      answer(req, res);
    }
  });
  console.log(`ready ${port}`);
});
