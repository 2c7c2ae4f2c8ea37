# swage_models(TARGET name SPECS spec... [PREFIX p] [TEMPLATES dir] [OUTPUT dir] [OPTIONS arg...])
#
# Makes a static library of the C models of the specs; what links to it gets their include folder
# and swage::runtime. docs/cmake.md describes the arguments.
#
# The models are generated while CMake configures, and every file they are made of (specs, what
# these include, templates, the program) is one that CMake configures again for. A build thus
# knows a model that was added as well as one that changed, with every generator; and as swage
# writes only files whose content changes, only what changed is compiled.

function(swage_models)
  cmake_parse_arguments(PARSE_ARGV 0 MODELS "" "TARGET;PREFIX;TEMPLATES;OUTPUT" "SPECS;OPTIONS")
  if(MODELS_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "swage_models: unknown arguments: ${MODELS_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT MODELS_TARGET OR NOT MODELS_SPECS)
    message(FATAL_ERROR "swage_models takes a TARGET and SPECS")
  endif()
  get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
  if(NOT C IN_LIST languages)
    message(FATAL_ERROR "swage_models: models are C: name it in project(… LANGUAGES C CXX), or "
                        "enable_language(C) first")
  endif()
  if(NOT MODELS_OUTPUT)
    set(MODELS_OUTPUT ${MODELS_TARGET})
  endif()
  cmake_path(ABSOLUTE_PATH MODELS_OUTPUT BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} NORMALIZE)

  swage_find_program(program)
  swage_generate_models(${program} outputs inputs)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
               ${program} ${inputs} ${outputs}) # outputs: those that were removed are made again

  set(sources ${outputs})
  list(FILTER sources INCLUDE REGEX "\\.[ch]$")
  set(folders)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder PARENT_PATH folder)
    list(APPEND folders ${folder})
  endforeach()
  list(REMOVE_DUPLICATES folders)

  add_library(${MODELS_TARGET} STATIC ${sources})
  # Plugins link it, too; and each source has tables of the same names.
  set_target_properties(${MODELS_TARGET} PROPERTIES POSITION_INDEPENDENT_CODE ON UNITY_BUILD OFF)
  target_include_directories(${MODELS_TARGET} PUBLIC ${folders})
  target_compile_features(${MODELS_TARGET} PUBLIC c_std_11)
  target_link_libraries(${MODELS_TARGET} PUBLIC swage::runtime)
endfunction()

# The program: SWAGE_PROGRAM when set (as for a cross build), else the one of this package.
function(swage_find_program result)
  if(SWAGE_PROGRAM)
    set(program ${SWAGE_PROGRAM})
  elseif(TARGET swage::swage)
    get_target_property(imported swage::swage IMPORTED)
    if(NOT imported)
      message(FATAL_ERROR "swage_models generates while CMake configures, when a swage of the same "
                          "build is not there yet: install it first, or set SWAGE_PROGRAM")
    endif()
    get_target_property(program swage::swage LOCATION)
  else()
    message(FATAL_ERROR "swage_models: this package has no program swage; set SWAGE_PROGRAM")
  endif()
  set(${result} ${program} PARENT_SCOPE)
endfunction()

# Generates; the files that came out, and those that they depend on. A macro's job, but for its
# scope: reads MODELS_… of swage_models.
function(swage_generate_models program outputs_result inputs_result)
  set(specs)
  foreach(spec IN LISTS MODELS_SPECS)
    cmake_path(ABSOLUTE_PATH spec BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    list(APPEND specs ${spec})
  endforeach()
  set(inputs ${specs})
  set(arguments ${specs} --target c -o ${MODELS_OUTPUT})
  if(MODELS_PREFIX)
    list(APPEND arguments --prefix ${MODELS_PREFIX})
  endif()
  if(MODELS_TEMPLATES)
    cmake_path(ABSOLUTE_PATH MODELS_TEMPLATES BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    list(APPEND arguments --templates ${MODELS_TEMPLATES})
    file(GLOB_RECURSE templates CONFIGURE_DEPENDS ${MODELS_TEMPLATES}/*)
    list(APPEND inputs ${templates})
  endif()
  list(APPEND arguments ${MODELS_OPTIONS})

  set(depfile ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${MODELS_TARGET}.swage.d)
  swage_run(ignored ${program} generate -q ${arguments} --depfile ${depfile})
  swage_run(listed ${program} generate -q ${arguments} --list-outputs ERROR_QUIET) # said above

  string(REGEX REPLACE "\r?\n" ";" listed "${listed}")
  set(outputs)
  foreach(output IN LISTS listed)
    if(output)
      cmake_path(ABSOLUTE_PATH output BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
      list(APPEND outputs ${output})
    endif()
  endforeach()
  swage_read_depfile(${depfile} files)
  list(APPEND inputs ${files})
  list(REMOVE_DUPLICATES inputs)
  set(${outputs_result} ${outputs} PARENT_SCOPE)
  set(${inputs_result} ${inputs} PARENT_SCOPE)
endfunction()

# Runs a command; its stdout is the result, its stderr is shown, its failure ends the configuration.
function(swage_run result)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
                  OUTPUT_VARIABLE output RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "swage_models(TARGET ${MODELS_TARGET}): no models were generated")
  endif()
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

# The prerequisites of a depfile (make's syntax: blanks and # are escaped by \, $ is doubled).
function(swage_read_depfile path result)
  set(files)
  if(EXISTS ${path})
    file(READ ${path} text)
    string(REGEX REPLACE "\\\\\r?\n" " " text "${text}")
    string(REGEX REPLACE "^[^\n]*: |^[^\n]*:\n" "" text "${text}")
    string(REPLACE "\\ " "\t" text "${text}")
    string(REPLACE "\\#" "#" text "${text}")
    string(REPLACE "\\:" ":" text "${text}")
    string(REPLACE "$$" "$" text "${text}")
    string(REGEX MATCHALL "[^ \r\n]+" words "${text}")
    foreach(word IN LISTS words)
      string(REPLACE "\t" " " word "${word}")
      cmake_path(ABSOLUTE_PATH word BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
      list(APPEND files ${word})
    endforeach()
  endif()
  set(${result} ${files} PARENT_SCOPE)
endfunction()
