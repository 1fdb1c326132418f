# The tool as an image, with a browser for logins that need one:
#   docker build -f assay.Dockerfile -t assay .
#   docker run --rm -v "$PWD:/work" assay run

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json index.ts ./
COPY cli ./cli
COPY harness ./harness
COPY mock-server ./mock-server
COPY reports ./reports
COPY scripts ./scripts
COPY suites ./suites
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# For targets whose login needs a browser only, so the package does not bring it.
ARG PLAYWRIGHT=1.65.1
RUN npm install --prefix /playwright --ignore-scripts --no-audit --no-fund playwright@${PLAYWRIGHT}

FROM node:24-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium fonts-liberation \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production
ENV ASSAY_BROWSER=/usr/bin/chromium
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /playwright/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY schema ./schema
RUN chmod +x dist/cli/main.js && ln -s /app/dist/cli/main.js /usr/local/bin/assay
# The user node of the image, by number, so that an orchestrator can see that it is not root.
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["assay"]
