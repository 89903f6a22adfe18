# One image, two commands: the dashboard (the default) and the migrator (`node /app/migrator/dist/main.js`).
FROM docker.io/library/node:24-trixie-slim AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
# Only what the build reads, so that a change elsewhere does not build anew.
COPY scripts/set-up.mjs ./scripts/
COPY scripts/set-up ./scripts/set-up
COPY instrumentation.ts next.config.js postcss.config.mjs proxy.ts tsconfig.json ./
COPY app ./app
COPY components ./components
COPY lib ./lib
RUN node scripts/set-up.mjs dashboard
COPY migrator ./migrator
RUN node scripts/set-up.mjs migrator

FROM docker.io/library/node:24-trixie-slim
# Older rsync can be led out of a home by its owner; the migrator refuses it too.
RUN apt-get update \
 && apt-get install -y --no-install-recommends rsync \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/log/apt /var/log/dpkg.log \
 && dpkg --compare-versions "$(dpkg-query -W -f='${Version}' rsync)" ge 3.5.0
WORKDIR /app
# Rehome itself hears SIGTERM and lets steps under way end; Next would exit at once.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NEXT_MANUAL_SIG_HANDLE=true
# What the migrator needs besides itself.
COPY --from=build /src/node_modules/koffi ./node_modules/koffi
COPY --from=build /src/node_modules/@koromix ./node_modules/@koromix
COPY --from=build /src/.next/standalone ./
COPY --from=build /src/migrator/dist ./migrator/dist
USER 1000:1000
CMD ["node", "server.js"]
