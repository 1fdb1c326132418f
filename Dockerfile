# The mock provider as an image:
#   docker build -t assay-mock .
#   docker run --rm -p 127.0.0.1:4000:4000 assay-mock --login automatic

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
# The Redis client is for replicas only, so the package does not bring it.
ARG REDIS_CLIENT=6.3.1
RUN npm install --prefix /redis --ignore-scripts --no-audit --no-fund redis@${REDIS_CLIENT}

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /redis/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY schema ./schema
# The user node of the image, by number, so that an orchestrator can see that it is not root.
USER 1000:1000
EXPOSE 4000
# Elsewhere than at port 4000 without TLS, say where.
ENV ASSAY_HEALTH_URL=http://127.0.0.1:4000/_assay/health
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(process.env.ASSAY_HEALTH_URL).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/cli/main.js", "mock", "--host", "0.0.0.0", "--port", "4000"]
