# One binary with everything inside, so the final image needs a C library and nothing else.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /comptoir
COPY . .
RUN cargo xtask build
# An empty folder that the final image's user may write to; a new volume takes over its owner.
RUN mkdir /data

# Debian slim rather than a distroless image: it has a shell for the health check and for someone who must look inside.
FROM debian:bookworm-slim
COPY --from=build /comptoir/target/release/comptoir /usr/local/bin/comptoir
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV COMPTOIR_DATABASE_URL=sqlite:///data/comptoir.db \
    COMPTOIR_LISTEN=0.0.0.0:3000
EXPOSE 3000
# bash speaks TCP itself, which saves a download tool in the image.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/3000 && printf 'GET /healthz HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
# The binary stops gracefully on SIGTERM, which is Docker's default.
ENTRYPOINT ["comptoir"]
CMD ["serve"]
