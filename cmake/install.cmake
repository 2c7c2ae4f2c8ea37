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

# The program writes its own completions, so they can't fall behind it.
function(swage_install_completion shell folder name)
  set(file ${PROJECT_BINARY_DIR}/completion/${name})
  add_custom_command(
    OUTPUT ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/completion
    COMMAND swage completion ${shell} > ${file}
    DEPENDS swage
    COMMENT "Writing the completions for ${shell}"
    VERBATIM)
  add_custom_target(swage_completion_${shell} ALL DEPENDS ${file})
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endfunction()
if(TARGET swage AND NOT CMAKE_CROSSCOMPILING)
  swage_install_completion(bash bash-completion/completions swage)
  swage_install_completion(zsh zsh/site-functions _swage)
  swage_install_completion(fish fish/vendor_completions.d swage.fish)
endif()

# How gdb shows the runtime's types.
install(FILES ${PROJECT_SOURCE_DIR}/share/gdb/swage.py DESTINATION ${CMAKE_INSTALL_DATADIR}/swage/gdb)
