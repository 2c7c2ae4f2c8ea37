mkdir -p out/shop/c/shop
echo kept > kept
ln -s ../../../../kept out/shop/c/shop/order.h
