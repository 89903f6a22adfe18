# One image, two commands: the dashboard (the default) and the migrator (`node /app/migrator/main.ts`).
FROM docker.io/library/node:24-trixie-slim AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM docker.io/library/node:24-trixie-slim
# Older rsync can be led out of a home by its owner; the migrator refuses it too.
RUN apt-get update \
 && apt-get install -y --no-install-recommends rsync \
 && rm -rf /var/lib/apt/lists/* \
 && rsync --version | head -n 1 \
 && dpkg --compare-versions "$(dpkg-query -W -f='${Version}' rsync)" ge 3.5.0
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=build /src/.next/standalone ./
COPY --from=build /src/node_modules/koffi ./node_modules/koffi
COPY --from=build /src/node_modules/@koromix ./node_modules/@koromix
COPY --from=build /src/node_modules/zod ./node_modules/zod
COPY --from=build /src/migrator ./migrator
COPY --from=build /src/lib ./lib
USER 1000:1000
CMD ["node", "server.js"]
