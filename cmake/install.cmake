# What `cmake --install` gives besides the libraries (runtime/CMakeLists.txt does these): the
# program, the CMake package, the pkg-config file, man pages and completions. Nothing in it names
# the prefix, so the tree can be moved.
include(CMakePackageConfigHelpers)

set(SWAGE_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/swage)
if(TARGET swage)
  install(TARGETS swage EXPORT swageTargets RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(EXPORT swageTargets NAMESPACE swage:: DESTINATION ${SWAGE_CMAKE_DIR})

configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/swageConfig.cmake.in ${PROJECT_BINARY_DIR}/swageConfig.cmake
  INSTALL_DESTINATION ${SWAGE_CMAKE_DIR})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/swageConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/swageConfig.cmake ${PROJECT_BINARY_DIR}/swageConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/swageModels.cmake
        DESTINATION ${SWAGE_CMAKE_DIR})

file(RELATIVE_PATH SWAGE_PC_PREFIX
     /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(${PROJECT_SOURCE_DIR}/cmake/swage.pc.in ${PROJECT_BINARY_DIR}/swage.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/swage.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

file(GLOB SWAGE_MAN_PAGES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.1)
install(FILES ${SWAGE_MAN_PAGES} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
