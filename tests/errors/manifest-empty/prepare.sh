mkdir -p out/shop
printf '' > out/shop/.swage-manifest
