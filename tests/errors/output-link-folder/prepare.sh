mkdir -p out/shop elsewhere
ln -s ../../elsewhere out/shop/c
