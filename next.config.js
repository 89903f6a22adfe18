/** Headers of every answer; pages and routes get a content security policy with a nonce from `proxy.ts` on top. */
const headers = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'no-referrer' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  { key: 'x-frame-options', value: 'DENY' },
];

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  typedRoutes: true,
  reactStrictMode: true,
  poweredByHeader: false,
  env: { REHOME_BUILD: process.env.REHOME_BUILD ?? 'development' },
  serverExternalPackages: ['@kubernetes/client-node', 'undici', 'kysely'],
  experimental: { authInterrupts: true },
  // A browser that draws a page before it has heard of its icon asks for this one.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    { source: '/:path*', headers },
    {
      source: '/_next/static/:path*',
      headers: [{ key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};
export default config;
