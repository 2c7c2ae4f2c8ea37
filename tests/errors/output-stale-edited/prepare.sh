$SWAGE generate -q shop.yaml -o out --target c
for f in out/shop/c/shop/order.*; do echo "/* mine */" >> $f; done
sed -i s/Order/Offer/ shop.yaml
